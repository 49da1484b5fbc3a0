import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { homeFolder } from '../../../helpers/util/home-folder.ts';

test('the home folder is HOME or that of the account', () => {
  const own = userInfo().homedir;
  expect([homeFolder({ HOME: '/home/u' }), homeFolder({ HOME: '' }), homeFolder({})]).toEqual(['/home/u', own, own]);
});
