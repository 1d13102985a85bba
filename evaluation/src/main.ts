#!/usr/bin/env node
import { createEval } from './create-eval.js';

// The evaluation without the rest of the CLI: `node evaluation/dist/main.js album …` is `kith eval album …`.
await createEval().parseAsync();
