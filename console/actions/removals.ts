'use server';

import { confirmed } from '@/domain/registry';
import { action } from './define-action';

export const removeOperatorOms = action(confirmed.RemoveOperatorOMS);
export const removeUserAccount = action(confirmed.RemoveUserAccount);
export const removeUserRole = action(confirmed.RemoveUserRole);
export const restoreRemoval = action(confirmed.Restore, 'reasoned');
