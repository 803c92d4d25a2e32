// SPDX-License-Identifier: EUPL-1.2
import { useEffect, useState, type ReactNode } from "react";
import { Button } from "@nl-design-system-candidate/button-react";
import { SkipLink } from "@nl-design-system-candidate/skip-link-react";
import { useLocation } from "wouter";

import logo from "../favicon.svg";
import { useLanguage, useMessages } from "../language/language";
import { PageLink } from "../parts/PageLink";
import { signOut, useIsStaff } from "../session/session";
import { SignIn } from "../session/SignIn";
import { useParameters } from "./address";
import { messages } from "./messages";
import { BASE, PAGES, type PageName } from "./pages";
import { useArrival } from "./useArrival";
import "./layout.css";

const MENU = ["map", "workbench", "network"] as const satisfies readonly PageName[];

export function Layout({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const text = useMessages(messages);
  const [path] = useLocation();
  useArrival();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      <SkipLink href="#content">{text.skip}</SkipLink>
      <header className="site-header">
        <div className="site-header__inner">
          <PageLink to="map" className="brand">
            <img src={logo} alt="" width="32" height="32" />
            <span>Verbind</span>
          </PageLink>
          <nav aria-label={text.menu}>
            <ul className="site-menu">
              {MENU.map((page) => (
                <li key={page}>
                  <PageLink to={page} className="site-menu__link" aria-current={path === PAGES[page] ? "page" : undefined}>
                    {text.pages[page]}
                  </PageLink>
                </li>
              ))}
            </ul>
          </nav>
          <div className="site-tools">
            <LanguageSwitch />
            <Account />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <footer className="site-footer">
        <ul>
          <li>
            <a href={`${BASE}/graphiql`}>{text.api}</a>
          </li>
          <li>
            <a href={`${BASE}/schema.graphql`}>{text.schema}</a>
          </li>
          <li>
            <a href={`${BASE}/assets/licenses.md`}>{text.licences}</a>
          </li>
        </ul>
      </footer>
    </>
  );
}

function LanguageSwitch() {
  const language = useLanguage();
  const [, change] = useParameters();
  const other = language === "nl" ? "en" : "nl";
  return (
    <Button
      purpose="subtle"
      lang={other}
      className="tool-button"
      onClick={() => change({ lang: other === "en" ? "en" : null }, true)}
    >
      {other === "en" ? "English" : "Nederlands"}
    </Button>
  );
}

function Account() {
  const text = useMessages(messages);
  const staff = useIsStaff();
  const [asking, setAsking] = useState(false);
  if (staff)
    return (
      <Button purpose="subtle" className="tool-button" onClick={signOut}>
        {text.signOut}
      </Button>
    );
  return (
    <>
      <Button purpose="subtle" className="tool-button" onClick={() => setAsking(true)}>
        {text.signIn}
      </Button>
      {asking && <SignIn onClose={() => setAsking(false)} />}
    </>
  );
}
