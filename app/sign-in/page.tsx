import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import type { PageProps } from '@/app/page-props';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { demoSignIns } from '@/console/session/demo-sign-ins';
import { returnPath } from '@/console/session/paths';
import { currentSession } from '@/console/session/session';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps) {
  const { from } = await searchParams;
  const target = returnPath(typeof from === 'string' ? from : undefined);
  if (await currentSession()) redirect(target);
  return <SignInForm target={target} demo={demoSignIns()} />;
}
