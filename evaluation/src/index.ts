export { registerEval } from './register-eval.js';
