export { createEval } from './create-eval.js';
