import { functionsByHost } from '../../match/use/function-urls.ts';
import type { NamedResource } from '../../match/use/elsewhere.ts';
import { accountsSource } from '../../model/account-gaps.ts';
import type { Report } from '../../model/finding.ts';
import type { Survey } from '../../survey/survey.ts';

/** Resources whose verdict another account's use would change. */
export function namedResources({ findings, inventory }: Survey): readonly NamedResource[] {
  const { account, kinds, resources } = inventory;
  const facts = new Map(kinds.map((each) => [each.kind, each]));
  const open = new Set(
    findings
      .filter(({ verdict }) => verdict !== 'live' && verdict !== 'protected')
      .map(({ key }) => key),
  );
  const hosts = functionsByHost(inventory);
  return resources.flatMap((resource) => {
    const own = facts.get(resource.kind);
    if (!own || !open.has(resource.key)) return [];
    const ofIt = hosts.filter(([, key]) => key === resource.key).map(([host]) => host);
    return [{ account, resource, facts: own, hosts: ofIt }];
  });
}

/** The gap of accounts that were not read is told only where it holds something up. */
export function withoutIdleGap(report: Report): Report {
  const { findings, gaps } = report;
  const holding = new Set(findings.flatMap((finding) => finding.gaps));
  return {
    ...report,
    gaps: gaps.filter(({ source, id }) => source !== accountsSource || holding.has(id)),
  };
}
