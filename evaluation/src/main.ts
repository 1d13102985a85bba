#!/usr/bin/env node
import { Command } from 'commander';
import { registerEval } from './register-eval.js';

// The evaluation without the rest of the CLI: `node dist/main.js eval …`.
const program = new Command('kith');
registerEval(program);
await program.parseAsync();
