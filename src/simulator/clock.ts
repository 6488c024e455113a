// The path by which stories of accounts that are kept outside of this repository know its clocks.
export { acceleratedClock, virtualClock } from 'simulated-aws';
