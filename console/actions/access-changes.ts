'use server';

import { calls } from '@/domain/registry';
import { action } from './define-action';

export const revokeUserPermission = action(calls.RevokeUserPermission, 'reasoned');
export const setUserInfo = action(calls.SetUserInfo, 'reasoned');
export const unlockUser = action(calls.UnlockUser, 'reasoned');
export const forceUserLogoff = action(calls.ForceUserLogoff, 'reasoned');
