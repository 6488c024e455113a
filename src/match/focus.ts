import { ofStages } from './findings/finding.ts';
import { subjectOf } from './subject.ts';
import type { EvidenceIndex } from './evidence-index.ts';

/**
 * Where judging begins when only some resources are asked about: they themselves, and whatever serves for a
 * stage of theirs, since an unguarded resource waits for all distributions of its stage. The order of judging
 * adds everything on whose verdict theirs may rest.
 */
export function focusOf(keys: ReadonlySet<string>, index: EvidenceIndex): readonly string[] {
  const stagesOf = (key: string): readonly string[] => {
    const resource = index.resources.get(key);
    const subject = resource && subjectOf(resource, index);
    return subject ? ofStages(subject) : [];
  };
  const stages = new Set([...keys].flatMap(stagesOf));
  const servers = [...index.resources.values()].filter(
    ({ key, kind }) =>
      index.kinds.get(kind)?.serves === true && stagesOf(key).some((stage) => stages.has(stage)),
  );
  return [...[...keys].filter((key) => index.resources.has(key)), ...servers.map(({ key }) => key)];
}
