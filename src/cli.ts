#!/usr/bin/env node
import nodeModule from 'node:module';

// From Node 22.8 on, modules that are loaded from here on are compiled once for all runs.
const { enableCompileCache } = nodeModule as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();
void import('./cli/start.ts').then(async ({ start }) => start(new URL('..', import.meta.url)));
