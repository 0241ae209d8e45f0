/** What this page keeps in the URL beside range, live and filter. */
export { groupSearch as usersSearch } from '../../components/groups/groupSearch';
