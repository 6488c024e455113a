#!/usr/bin/env node
import nodeModule from 'node:module';

// What is loaded from here on is compiled once for all runs, where Node can: from 22.8 on.
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();
void import('./cli/start.ts').then(async ({ start }) => start(new URL('..', import.meta.url)));
