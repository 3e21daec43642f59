import type { ReactNode } from 'react';
import { Badge } from '../ui/badge';
import { PersonName } from '../ui/names';
import { You } from '../ui/you';

interface Props {
  id: number;
  name: string;
  signInBlocked: boolean;
  /** Further badges of the list's own. */
  children?: ReactNode;
}

/** A person in a row of a list: the name, linked, and what marks them. */
export const PersonCell = ({ id, name, signInBlocked, children }: Props) => (
  <>
    <PersonName name={name} id={id} />
    <You userId={id} />
    {signInBlocked && <Badge>Sign-in blocked</Badge>}
    {children}
  </>
);
