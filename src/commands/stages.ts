import { restsOnUse } from '../advice/removal.ts';
import { routesOfGoneStages } from '../match/findings/dead-routes.ts';
import { stageRemains } from '../match/findings/stage-remains.ts';
import type { Repeated } from '../model/command.ts';
import type { StateListing } from '../model/remains.ts';
import { stagesCsv } from '../report/csv/stages-csv.ts';
import type { StagesReport } from '../report/terminal/stages.ts';
import { renderStages, stagesJson } from '../report/terminal/stages.ts';
import { listRemains } from '../scan/remains/remains.ts';
import type { CommandContext } from './context.ts';
import { deliver } from './output/deliver.ts';
import { exitCodeOf } from './output/exit-code.ts';
import type { Survey } from '../survey/survey.ts';
import { narrowStages } from '../survey/narrow.ts';
import { checkAbandonWords } from './sweeping/rails.ts';
import { warningsOf } from '../survey/report-of.ts';
import { isUnwanted } from './account/unwanted-stages.ts';
import { takeSurvey, withSession } from './account/take-survey.ts';

const monthMs = 30 * 24 * 60 * 60 * 1000;

/** Every app and stage found, and the command that removes each. */
export function stages(context: CommandContext): Promise<number> {
  const { options, terminal } = context;
  checkAbandonWords(options, terminal);
  return withSession(context, async (session) => {
    const look = await takeSurvey(session, context, {
      isInQuestion: restsOnUse,
      tellsUnwanted: false,
    });
    const { clock } = context.backend;
    const { signal, progress } = context;
    const listing = await listRemains(look.inventory, {
      session,
      clock,
      signal,
      emit: progress.emit,
    });
    const found = stagesOf({ look, listing }, context);
    const exitCode = exitCodeOf({ findings: [], gaps: found.gaps.length }, options.failOn);
    const json = (repeated: Repeated) => stagesJson(found, { exitCode, repeated });
    await deliver(
      {
        table: (view) => renderStages(found, view),
        json,
        csv: (repeated) => stagesCsv(json(repeated)),
      },
      context,
    );
    return exitCode;
  });
}

function stagesOf(
  { look, listing }: { readonly look: Survey; readonly listing: StateListing },
  context: CommandContext,
): StagesReport {
  const { inventory } = look;
  const { options, wantedStages } = context;
  return {
    account: inventory.account,
    simulated: inventory.simulated,
    endpoint: inventory.endpoint,
    generatedAt: look.takenAt.toISOString(),
    homes: inventory.homes,
    stages: narrowStages(look.stages, options.filter),
    gaps: [...inventory.gaps, ...listing.gaps],
    routes: narrowStages(routesOfGoneStages(look.routes, look.findings), options.filter),
    remains: narrowStages(stageRemains(listing, look), options.filter),
    passphrases: listing.passphrases,
    warnings: warningsOf(look),
    idleMs: options.idleMs ?? monthMs,
    onlyIdle: options.idleMs !== null,
    isUnwanted: wantedStages === null ? null : (stage) => isUnwanted(stage, context),
  };
}
