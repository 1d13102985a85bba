export { kernelOf, PAGE } from './kernel-of.js';
