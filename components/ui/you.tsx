import { useViewer } from '../data/viewer';
import { Badge } from './badge';

/** Marks the actor among other people. */
export const You = ({ userId }: { userId: number }) => useViewer()?.userId === userId && <Badge>You</Badge>;
