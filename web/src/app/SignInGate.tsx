import { Anchor, Center, Paper, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { openProject, projectInAddress } from '../api/project';
import { isSignedIn, type Session, sessionQuery, switchSession } from '../api/session';
import { ErrorAlert, Loading } from '../components/states';
import { KeyForm } from './KeyForm';

/** Shows the pages to viewers who are allowed to see them, and the sign-in page to everybody else. */
export function SignInGate({ children }: { children: ReactNode }) {
  const session = useQuery(sessionQuery);
  if (session.isPending) return <Loading what="Gnomon" />;
  if (session.isError)
    return <ErrorAlert error={session.error} retry={() => void session.refetch()} />;
  return isSignedIn(session.data) ? children : <SignInPage projects={session.data.projects} />;
}

function SignInPage({ projects }: Pick<Session, 'projects'>) {
  const client = useQueryClient();
  const wanted = projectInAddress();
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w="100%" maw={420}>
        <KeyForm
          onSignedIn={session => {
            // A link to a project, and a key of another one: the key decides.
            if (wanted && String(session.project) !== wanted) openProject(String(session.project));
            else switchSession(client, session);
          }}
        >
          <Title order={1} size="h2">
            Gnomon
          </Title>
          <Text>
            Sign in with a Gnomon key that has the scope <code>read</code>. Create one with{' '}
            <code>gnomon keys new</code>.
          </Text>
          {projects.length > 0 && (
            <Text size="sm">
              You have no key of the project {wanted}. Your projects:{' '}
              {projects.map(({ project, name }, index) => (
                <span key={project}>
                  {index > 0 && ', '}
                  <Anchor
                    component="button"
                    type="button"
                    onClick={() => openProject(`${project}`)}
                  >
                    {name}
                  </Anchor>
                </span>
              ))}
            </Text>
          )}
        </KeyForm>
      </Paper>
    </Center>
  );
}
