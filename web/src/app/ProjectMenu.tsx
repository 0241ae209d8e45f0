import { Menu, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { demoQuery } from '../api/demo';
import { DEMO, DEMO_NAME, openProject, rememberPlace } from '../api/project';
import { ownProjects, sessionQuery } from '../api/session';
import { Icon } from '../design/icons';
import { useProject } from '../hooks/useProject';
import { count } from '../lib/numbers';
import { KeyForm } from './KeyForm';
import classes from './Shell.module.css';

/** The project whose calls the pages show, and the others: those of the viewer's keys, and the demo. */
export function ProjectMenu() {
  const { data: session } = useQuery(sessionQuery);
  const [opened, { toggle }] = useDisclosure();
  const [isAdding, adding] = useDisclosure();
  const demo = useQuery({ ...demoQuery, enabled: opened });
  const navigate = useNavigate();
  const current = useProject();
  useRememberedPlace(current);
  if (!session) return null;
  const own = ownProjects(session);
  const name = current === DEMO ? DEMO_NAME : own.find(each => `${each.project}` === current)?.name;
  return (
    <>
      <Menu opened={opened} onChange={toggle} position="bottom-start" width="target">
        <Menu.Target>
          <button type="button" className={classes.project} aria-label={`Project: ${name}`}>
            <span className={classes.projectName}>{name}</span>
            <Icon name="chevronDown" size={14} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Projects</Menu.Label>
          {own.map(({ project, name: label }) => (
            <Item
              key={project}
              label={label}
              isCurrent={`${project}` === current}
              onClick={() => openProject(`${project}`)}
            />
          ))}
          {demo.data || current === DEMO ? (
            <Item
              label={DEMO_NAME}
              note={demo.data ? `${count(demo.data)} calls` : undefined}
              isCurrent={current === DEMO}
              onClick={() => openProject(DEMO)}
            />
          ) : (
            <Menu.Item onClick={() => void navigate({ to: '/connect' })}>Fill a demo …</Menu.Item>
          )}
          {!session.open && <Menu.Item onClick={adding.open}>Add a key …</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isAdding}
        onClose={adding.close}
        title="Add a key"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <KeyForm onSignedIn={({ project }) => openProject(`${project}`)}>
          <Text size="sm">
            A key of another project is kept beside yours, in the same way, until you sign out.
          </Text>
        </KeyForm>
      </Modal>
    </>
  );
}

function Item({
  label,
  note,
  isCurrent,
  onClick,
}: {
  label: string;
  note?: string;
  isCurrent: boolean;
  onClick: () => void;
}) {
  return (
    <Menu.Item
      aria-current={isCurrent || undefined}
      rightSection={isCurrent ? <Icon name="check" size={14} /> : null}
      onClick={isCurrent ? undefined : onClick}
    >
      {label}
      {note && (
        <Text span size="xs" c="dimmed" ml={6} style={{ whiteSpace: 'nowrap' }}>
          {note}
        </Text>
      )}
    </Menu.Item>
  );
}

/** Keeps the open page of the project, to return to it. */
function useRememberedPlace(project: string) {
  const href = useRouterState({ select: state => state.location.href });
  useEffect(() => {
    if (project) rememberPlace(project);
  }, [project, href]);
}
