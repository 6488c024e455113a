/** AWS's region names: `us-east-1`, `ap-southeast-4`, `us-gov-west-1`, `eusc-de-east-1`, `us-iso-east-1`. */
const regionName =
  /^[a-z]{2,4}(-(gov|iso[a-z]?|[a-z]{2}))?-(central|north|south|east|west|northeast|northwest|southeast|southwest)-\d{1,2}$/;

export function isRegion(text: string | undefined): text is string {
  return text !== undefined && regionName.test(text);
}
