import { byId } from './dom.js';

/**
 * The contents of the page.
 *
 * @type {import('../../matrix/page-data.ts').PageData}
 */
export const data = JSON.parse(byId('data').textContent ?? '');
