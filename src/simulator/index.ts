// The path by which stories of accounts that are kept outside of this repository know the simulated AWS.
export * from 'simulated-aws';
