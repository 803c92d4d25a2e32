// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import { Button } from "@nl-design-system-candidate/button-react";

import { useMessages, type Messages } from "../language/language";
import { Alert } from "./Alert";
import { Loading } from "./states";

const messages: Messages<{ gone: string; reload: string }> = {
  nl: {
    gone: "Dit deel kon niet worden geladen. Misschien is Verbind net vernieuwd, of is er even geen verbinding.",
    reload: "Laad de pagina opnieuw",
  },
  en: {
    gone: "This part could not be loaded. Perhaps Verbind was just renewed, or there is no connection for a moment.",
    reload: "Load the page again",
  },
};

/**
 * A component whose code is fetched when it is first shown. React's lazy() would hold it back for 300 ms once it has
 * shown that it waits, and would take the whole page down when the code cannot be fetched.
 */
export function deferred<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
  waiting: () => ReactNode = () => <Loading />,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  return function Deferred(props: Props) {
    const [Content, setContent] = useState(() => loaded);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (module) => {
          loaded = module.default;
          setContent(() => module.default);
        },
        () => setFailed(true),
      );
    }, []);
    if (failed) return <Failed />;
    return Content ? <Content {...props} /> : waiting();
  };
}

function Failed() {
  const text = useMessages(messages);
  return (
    <Alert type="error">
      <p>{text.gone}</p>
      <Button purpose="secondary" onClick={() => location.reload()}>
        {text.reload}
      </Button>
    </Alert>
  );
}
