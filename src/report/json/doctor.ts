import type { Repeated } from '../../model/command.ts';
import type { Cause, DeployError } from '../../model/diagnosis.ts';
import { commandText, remedyText, sentenceText } from '../../text/command-text.ts';
import type { DoctorReport } from '../terminal/doctor.ts';
import { gapsJson, homesJson } from './parts.ts';
import type { DoctorJson } from './schema/doctor.ts';

export function doctorJson(report: DoctorReport, repeated: Repeated): DoctorJson {
  const { preflight, project } = report;
  return {
    schema: 'sst-sweep/doctor@1',
    generatedAt: report.generatedAt,
    account: report.account,
    simulated: report.simulated,
    endpoint: report.endpoint,
    input: report.input,
    project: project && {
      app: project.app,
      stage: project.stage,
      region: project.region,
      profile: project.profile,
      sstVersion: project.sstVersion,
    },
    preflight: {
      caller: preflight.caller,
      profile: { used: preflight.profile.used, named: preflight.profile.named },
      regions: [...report.regions],
      homes: homesJson(report.homes),
      stages: report.stages,
      denied: [...preflight.denied],
    },
    errors: report.diagnoses.map(({ error, stages, causes, ruledOut, next }) => ({
      error: errorJson(error),
      stages: stages.map(({ app, stage, regions, sstVersions }) => ({
        app,
        stage,
        regions: [...regions],
        sstVersions: [...sstVersions],
      })),
      causes: causes.map((cause) => causeJson(cause, repeated)),
      ruledOut: ruledOut.map(({ code, reason }) => ({ code, reason })),
      next: next.map((sentence) => sentenceText(sentence, repeated)),
    })),
    practice: report.recommendations.map((note) => ({
      code: note.code,
      detail: note.detail,
      do: sentenceText(note.advice, repeated),
    })),
    gaps: gapsJson(report.gaps),
  };
}

function errorJson(error: DeployError): DoctorJson['errors'][number]['error'] {
  return {
    code: error.code,
    kind: error.kind,
    name: error.name,
    nameIsCut: error.nameIsCut,
    path: error.path,
    component: error.component,
    app: error.app,
    stage: error.stage,
    region: error.region,
    message: error.message,
    from: error.from,
  };
}

/** The order of evidence and remedies is part of the answer, so it stays. */
function causeJson(
  cause: Cause,
  repeated: Repeated,
): DoctorJson['errors'][number]['causes'][number] {
  return {
    code: cause.code,
    title: cause.title,
    why: cause.evidence.map(({ code, source, detail }) => ({ code, source, detail })),
    do: cause.remedies.map((remedy) => ({
      type: remedy.type,
      text: remedy.type === 'command' ? commandText(remedy.command, repeated) : remedy.text,
      note: remedy.note,
    })),
    after: cause.after && remedyText(cause.after, repeated),
    again: sentenceText(cause.recurrence, repeated),
  };
}
