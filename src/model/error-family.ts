/** What kind of refusal an error is, and so which causes are looked for. */
export type Family =
  /** A name that is to be made is held by something. */
  | 'name-taken'
  /** A host name is an alias of another distribution. */
  | 'alias-taken'
  /** AWS allows no more of something in an account or region. */
  | 'quota'
  /** Something still uses what is to be deleted. */
  | 'in-use'
  /** A bucket holds objects. */
  | 'not-empty'
  /** Another change came first: the ETag is old. */
  | 'stale'
  /** What a state or a configuration names is not in AWS. */
  | 'gone'
  /** Another change of the same thing is under way. */
  | 'changing'
  | 'throttled'
  | 'denied'
  | 'credentials'
  /** AWS does not take what the configuration asks for. */
  | 'refused'
  /** Something has to be put right outside of what is listed: DNS, a certificate, the packed code. */
  | 'outside'
  /** AWS itself failed. */
  | 'aws-failed'
  /** Lambda@Edge has copies at the edge. */
  | 'replicated'
  | 'not-disabled'
  /** A CloudFormation stack failed, or is in a state that takes no change. */
  | 'stack'
  | 'locked'
  | 'not-locked'
  | 'no-stage'
  | 'no-bootstrap'
  | 'passphrase'
  | 'pending'
  | 'interrupted'
  | 'damaged-state'
  /** SST or the program refused by itself: its sentence says what to change. */
  | 'project'
  | 'unknown';
