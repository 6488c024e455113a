/** The first page: what a newcomer needs, in the order in which it is needed. */
export const mainHelp = `sst-sweep finds what SST deployments left behind in an AWS account, proves that nothing
live uses it, and deletes it in the order that AWS accepts. Nothing is deleted unless you
say so, and nothing live is ever called a leftover.

Usage: sst-sweep [command] [flags]

Start with
  sst-sweep --demo           try everything on a simulated account: no AWS, no credentials
  sst-sweep scan             report what was left behind, without changing anything
  sst-sweep                  choose leftovers from a list, review the plan, delete

Commands
  scan                       the report; changes nothing
  plan [ID...]               what a sweep would do, in which order, and what it keeps back
  sweep [ID...]              plan and delete; asks first, or takes --yes --account ID
  stages                     every app and stage, and the command that removes it
  explain ID                 every fact about one resource, and what decided
  doctor [TEXT]              why a deploy fails: sst deploy 2>&1 | sst-sweep doctor
  runs                       past sweeps of this machine, and what is parked
  resume [SWEEP]             go on with a sweep that was stopped or left something parked
  restore SWEEP              make again what a sweep deleted, from its backup
  iam-policy scan | sweep    the least-privilege IAM policy

Common flags
  --profile NAME             AWS profile
  --account ID               refuse to run in any other account
  --region R                 only findings of this region, and read it too (repeatable)
  --app GLOB, --stage GLOB   only findings of these (repeatable)
  --keep GLOB                ids and names that are never touched (repeatable)
  --abandon APP/STAGE        give up a stage that "sst remove" cannot remove any more
  --format table | json      what goes to standard output; --json is short for json
  --report FILE.json | .txt  also write a report there (repeatable)
  --fail-on LIST             leftover, unknown, gaps, parked or none set an exit code; default gaps
  --demo, --demo-reset       use the simulated account; start it afresh
  -h, --help                 this page; with a command, all flags of it
  --version                  the version

Exit codes
  0 done · 1 findings that --fail-on names · 2 could not run · 3 something could not be read
  4 a step failed or was held · 5 steps are parked · 6 refused · 130 interrupted

Examples
  sst-sweep scan --stage 'pr-*'
  sst-sweep plan --json > plan.json
  sst-sweep sweep --plan plan.json
  sst-sweep explain E2EXAMPLE1ABCD
  sst-sweep sweep --yes --account 123456789012 --stage 'pr-*'
`;
