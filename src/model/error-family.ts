/** The sort of refusal that an error is; it decides which causes are looked for. */
export type Family =
  /** The name of a new resource is taken. */
  | 'name-taken'
  /** A host name is an alias of another distribution. */
  | 'alias-taken'
  /** AWS allows no more of a resource or setting in an account or region. */
  | 'quota'
  /** Something still uses the resource that is to be deleted. */
  | 'in-use'
  /** A bucket holds objects. */
  | 'not-empty'
  /** Another change came first: the ETag is old. */
  | 'stale'
  /** A state or a configuration names a resource that AWS does not have. */
  | 'gone'
  /** Another change of the same resource is under way. */
  | 'changing'
  | 'throttled'
  | 'denied'
  | 'credentials'
  /** AWS does not accept the configuration. */
  | 'refused'
  /** The fault lies outside of the listed kinds: DNS, a certificate, the packed code. */
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
  /** SST or the program refused by itself: its sentence tells the remedy. */
  | 'project'
  | 'unknown';
