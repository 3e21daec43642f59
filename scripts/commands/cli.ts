export { run } from '@/cli/main';
