// The path by which stories of accounts that are kept outside of this repository know it.
export { stateFiles } from '../storage/state-files.ts';
