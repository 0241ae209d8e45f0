import { Button, Group, List, Title } from '@mantine/core';
import { useCanScore } from '../../hooks/useCanScore';
import { ErrorAlert } from '../../components/states';
import { restoreProperty } from './queries';
import { usePropertyChange } from './usePropertyChange';

/** The hidden properties, with buttons to restore them. */
export function HiddenProperties({ names }: { names: string[] }) {
  const canScore = useCanScore();
  const restoring = usePropertyChange(restoreProperty);
  return (
    <section aria-labelledby="hidden">
      <Title order={2} size="h4" id="hidden" mb="xs">
        Hidden properties
      </Title>
      {restoring.isError && <ErrorAlert error={restoring.error} />}
      {names.length ? (
        <List listStyleType="none" spacing="xs" size="sm">
          {names.map(name => (
            <List.Item key={name}>
              <Group gap="sm">
                <span style={{ overflowWrap: 'anywhere' }}>{name}</span>
                {canScore && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Restore ${name}`}
                    onClick={() => restoring.mutate(name)}
                  >
                    Restore
                  </Button>
                )}
              </Group>
            </List.Item>
          ))}
        </List>
      ) : (
        'No property is hidden.'
      )}
    </section>
  );
}
