'use server';

import { removals } from '@/domain/registry';
import { action } from './action';

export const removeOperatorOms = action(removals.RemoveOperatorOMS);
export const removeUserAccount = action(removals.RemoveUserAccount);
export const removeUserRole = action(removals.RemoveUserRole);
