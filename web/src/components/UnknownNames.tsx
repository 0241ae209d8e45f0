import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { hiddenPropertyNamesQuery, propertyNamesQuery, scoreNamesQuery } from '../api/names';
import type { Condition } from '../lib/filter';
import { specOf } from '../lib/filterFields';
import { nearestName } from '../lib/nearestName';

/** Says which names of a filter nothing has yet, and offers what was probably meant. The API answers all the same, because a
 * name may come with the next call. */
export function UnknownNames({
  conditions,
  onChange,
}: {
  conditions: readonly Condition[];
  onChange: (conditions: Condition[]) => void;
}) {
  const has = (kind: 'property' | 'score') =>
    conditions.some(({ field, name }) => specOf(field).named === kind && name !== undefined);
  const scores = useQuery({ ...scoreNamesQuery, enabled: has('score') }).data;
  const properties = useQuery({ ...propertyNamesQuery, enabled: has('property') }).data;
  // few filters name a hidden property: these are asked for only if one is not among the others
  const lacks = (names: readonly string[]) =>
    conditions.some(
      ({ field, name }) =>
        specOf(field).named === 'property' &&
        name !== undefined &&
        !isKnown('property', name, names),
    );
  const hidden = useQuery({
    ...hiddenPropertyNamesQuery,
    enabled: properties !== undefined && lacks(properties),
  }).data;
  const known = {
    score: scores && [...new Set(scores.map(({ name }) => name))],
    property: properties && (lacks(properties) ? hidden && [...properties, ...hidden] : properties),
  };
  return conditions.map((condition, index) => {
    const { named } = specOf(condition.field);
    const { name } = condition;
    if ((named !== 'score' && named !== 'property') || name === undefined) return null;
    const names = known[named];
    if (!names || isKnown(named, name, names)) return null;
    const meant = nearestName(name, names);
    const put = (changed: string) =>
      onChange(conditions.map((each, at) => (at === index ? { ...each, name: changed } : each)));
    return (
      <Text key={index} size="xs" c="dimmed" role="status" w="100%">
        No request has a {named} called “{name}”.
        {meant !== undefined && (
          <>
            {' '}
            Did you mean{' '}
            <Anchor component="button" type="button" size="xs" onClick={() => put(meant)}>
              {meant}
            </Anchor>
            ?
          </>
        )}
      </Text>
    );
  });
}

/** Case matters in the name of a score, and not in that of a property. */
const isKnown = (kind: 'property' | 'score', name: string, names: readonly string[]) =>
  kind === 'score'
    ? names.includes(name)
    : names.some(each => each.toLowerCase() === name.toLowerCase());
