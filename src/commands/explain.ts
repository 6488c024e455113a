import { isAdvised, projectNote, stageCommand } from '../advice/removal.ts';
import { flag, ownCommand, type Sentence } from '../model/command.ts';
import { UserError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { Explanation } from '../report/terminal/explain.ts';
import { explainJson, renderExplanations } from '../report/terminal/explain.ts';
import type { WaysOn } from '../report/terminal/finding-tables.ts';
import { abandonCommand, removeFailed } from '../advice/stage-advice.ts';
import { isCalled } from '../model/names.ts';
import { nearest } from '../model/nearest.ts';
import { listed, plain } from '../text/text.ts';
import { knownOf, undecided } from '../report/undecided.ts';
import { stageId } from '../sst/state-keys.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { exitCodes } from './output/exit-code.ts';
import type { Survey } from '../survey/survey.ts';
import { sweepOffer } from './sweeping/make-plan.ts';
import { notesOf, waitingSince } from './sweeping/waiting.ts';
import { checkAbandonWords } from './sweeping/rails.ts';
import { takeSurvey, withSession } from './account/take-survey.ts';

/** Every fact about the resources that one id, name or ARN names. */
export function explain(given: CommandContext): Promise<number> {
  const { options, terminal } = given;
  const [id = ''] = given.typed;
  checkAbandonWords(options, terminal);
  return withSession(given, async (session, context) => {
    const look = await takeSurvey(session, context, { isInQuestion: isAdvised });
    const notes = await notesOf(session, context);
    const explanations = findingsNamed(id, look.findings).map((finding) => ({
      ...explanationOf(finding, look, context),
      quarantine: waitingSince(finding, notes, context),
    }));
    if (explanations.length === 0) throw notFound(id, look);
    const { account, simulated, endpoint } = look.inventory;
    const explained = {
      account,
      simulated,
      endpoint,
      generatedAt: look.takenAt.toISOString(),
      explanations,
    };
    await deliver(
      {
        table: (view) => renderExplanations(explained, view),
        json: (repeated) => explainJson(explained, repeated),
      },
      context,
    );
    return exitCodes.done;
  });
}

/** Resources of several kinds may have one name: each is explained. */
export function findingsNamed(id: string, findings: readonly Finding[]): Finding[] {
  return findings.filter((finding) => isCalled(finding, id));
}

function explanationOf(finding: Finding, look: Survey, context: CommandContext): Explanation {
  const { stages, inventory, routes } = look;
  const pairs = new Set([...finding.ofStages, `${finding.app}/${finding.stage}`]);
  return {
    finding,
    stages: stages.filter(({ app, stage }) => pairs.has(`${app}/${stage}`)),
    gaps: inventory.gaps.filter((gap) => finding.gaps.includes(gap.id)),
    routes: routes.filter(
      ({ storeKey, leadsTo }) => storeKey === finding.key || leadsTo.includes(finding.key),
    ),
    ageRestsOn:
      inventory.kinds.find(({ kind }) => kind === finding.kind)?.ageRestsOn ??
      'AWS tells no time of this kind that this tool reads.',
    wouldDecide: undecided(finding, knownOf(look.findings, inventory.gaps))?.decides ?? null,
    ways: waysOn(finding, look, context),
  };
}

function waysOn(finding: Finding, look: Survey, context: CommandContext): WaysOn {
  const pairs = new Set(finding.ofStages);
  const failed = look.stages.find((stage) => pairs.has(stageId(stage)) && removeFailed(stage));
  return {
    sweep: sweepOffer(finding, look, context).command,
    remove: failed ? stageCommand(failed, look.stages) : null,
    project: failed ? projectNote(failed, look.stages) : null,
    abandon: failed ? abandonCommand(failed) : null,
    answers: finding.answers,
    gaps: look.inventory.gaps.filter(({ id }) => finding.gaps.includes(id)),
  };
}

const everyFinding = ownCommand('scan', { flags: [flag('--verbose')] });

/**
 * Help for an id that was not found: known ids that begin so or differ by a typing mistake, or the scan that
 * lists a stage of that name.
 */
function meant(id: string, { findings, stages }: Survey): Sentence | null {
  const stage = stages.find((each) => stageId(each) === id || each.stage === id);
  if (stage) {
    const flags = [flag('--app', stage.app), flag('--stage', stage.stage)];
    return [
      `${plain(id)} is a stage: `,
      ownCommand('scan', { flags }),
      ' lists what there is of it, each with its id.',
    ];
  }
  const names = findings.flatMap(({ id: own, name }) => [own, ...(name === null ? [] : [name])]);
  const found = nearest(id, names);
  return found.length > 0 ? `Did you mean ${listed(found.map(plain), 'or')}?` : null;
}

function notFound(id: string, look: Survey): UserError {
  const { inventory } = look;
  const other = inventory.resources.some((resource) => isCalled(resource, id));
  const message = other
    ? `${plain(id)} exists in account ${inventory.account}, but nothing makes it SST’s.`
    : `Nothing named ${plain(id)} was found in account ${inventory.account}.`;
  const unread: Sentence =
    inventory.gaps.length > 0
      ? [' Not everything could be read: ', ownCommand('scan'), ' lists the gaps.']
      : [];
  return new UserError('NOT_FOUND', message, {
    hint: (other ? null : meant(id, look)) ?? [
      'Give an exact id, name or ARN from ',
      everyFinding,
      '.',
      ...unread,
    ],
  });
}
