// The path by which stories of accounts that are kept outside of this repository know the survey.
export { surveyAccount as look } from '../../survey/survey.ts';
