import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { demoAccount } from '../account/demo.ts';
import { looking, said } from '../account/looking.ts';

it('ships the account that the builders make', () => {
  const file = readFileSync(new URL('../../fixtures/accounts/demo.json', import.meta.url), 'utf8');
  expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(demoAccount().data)));
});

it('shows every verdict in the demo, and nothing that is not SST’s', async () => {
  const looked = await looking(demoAccount());
  expect(looked.inventory.gaps).toEqual([]);
  const seen = Object.fromEntries(looked.findings.map((finding) => [finding.id, said(finding)]));
  expect(seen).toMatchInlineSnapshot(`
    {
      "E2V2GONE00001": "leftover certain (11)",
      "E2V2LIVE00001": "live (4)",
      "E6278786674686": "busy (6)",
      "E636E636865737": "leftover certain (11)",
      "E66726B646B787": "live (4)",
      "E667665627A666": "leftover high (12)",
      "E6F6E667272637": "unknown (8)",
      "E7662777261746": "live (4)",
      "E7674637262746": "live (4)",
      "E7874626668657": "leftover certain (11)",
      "E7A6B6F766F617": "live (4)",
      "acme-pr-101-WebCloudfrontFunctionRequest-xtbfhexf": "leftover certain (11)",
      "acme-pr-101-WebServerEuwest1Role-eoxdbmmk": "leftover certain (11)",
      "acme-pr-101-uploadsbucket-vsmsfavt": "retained (9)",
      "acme-pr-101-webassetsbucket-cafetvta": "leftover certain (11)",
      "acme-pr-102-WebCloudfrontFunctionRequest-cncheswr": "leftover certain (11)",
      "acme-pr-102-WebEdgeFn-feefufvx": "leftover certain (11)",
      "acme-pr-102-WebEdgeFn-feefufvx:1": "leftover certain (11)",
      "acme-pr-102-WebEdgeFn-feefufvx:2": "leftover certain (11)",
      "acme-pr-102-WebEdgeFn-feefufvx:3": "leftover certain (11)",
      "acme-pr-102-WebEdgeRole-mdatdkak": "leftover certain (11)",
      "acme-pr-102-webassetsbucket-fzfahdtd": "leftover certain (11)",
      "acme-pr-103-WebCloudfrontFunctionRequest-vtcrbtom": "live (4)",
      "acme-pr-105-WebCloudfrontFunctionRequest-fvebzfkc": "leftover high (12)",
      "acme-pr-105-exportsbucket-mkoambtn": "unknown (8)",
      "acme-pr-105-webassetsbucket-wfuurtee": "leftover high (12)",
      "acme-pr-106-WebCloudfrontFunctionRequest-onfrrcwo": "unknown (5)",
      "acme-pr-106-webassetsbucket-ddkamfdn": "unknown (5)",
      "acme-pr-107-WebCloudfrontFunctionRequest-bxxfthhs": "busy (5)",
      "acme-pr-107-webassetsbucket-mhuvanet": "busy (6)",
      "acme-production-WebCloudfrontFunctionRequest-vbwratdn": "live (4)",
      "acme-production-WebEdgeFn-mzhefmds": "live (4)",
      "acme-production-WebEdgeFn-mzhefmds:1": "live (4)",
      "acme-production-WebEdgeFn-mzhefmds:2": "live (4)",
      "acme-production-WebEdgeRole-xxezxmhd": "live (4)",
      "acme-production-uploadsbucket-bsdhncoo": "live (4)",
      "acme-production-webassetsbucket-modszstw": "live (4)",
      "acme-staging-RouterCloudfrontFunctionRequest-zkovoazr": "live (4)",
      "acme-staging-RouterKvStore-bhxxauak": "live (4)",
      "acme-staging-routerassetsbucket-bhkxkbkd": "live (4)",
      "arn:aws:cloudformation:eu-west-1:123456789012:stack/dev-legacy-Site/e92c659c-8639-9c3e-0238-dcbaa8169ac9": "live (4)",
      "dev-legacy-site-sites3bucket-1a2b3c": "live (4)",
      "docs-dev-DocsCloudfrontFunctionServerCfFunction": "leftover high (13)",
      "docs-dev-uploadsbucket-mmkeewwu": "live (4)",
      "docs-production-DocsCloudfrontFunctionRequest-frkdkxzs": "live (4)",
      "docs-production-docsassetsbucket-wsxtzzfd": "live (4)",
      "eu-west-1:/aws/lambda/acme-pr-101-WebServerEuwest1Function-xexverwv": "leftover certain (11)",
      "eu-west-1:/aws/lambda/us-east-1.acme-pr-102-WebEdgeFn-feefufvx": "leftover certain (11)",
      "eu-west-1:acme-pr-101-WebServerEuwest1Function-oettrtkf": "leftover certain (11)",
      "pr-9-legacy-site-sites3bucket-1a2b3c": "leftover certain (11)",
      "sst-state-kcrhdsshkcrh": "protected (1)",
      "sst-state-oxkdxnwdoxkd": "protected (1)",
    }
  `);
});
