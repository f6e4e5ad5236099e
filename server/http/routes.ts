import type { Metrics } from './metrics.ts';
import type { Route } from './route.ts';
import { takeAct } from './routes/acts.ts';
import { addressBookRoutes } from './routes/address-book.ts';
import { archivePetition } from './routes/archive.ts';
import { exportAssessment } from './routes/assessment-export.ts';
import {
  showAttachment,
  uploadAttachment,
  uploadBeforeRegistration,
} from './routes/attachments.ts';
import { showAudit, verifyRecords } from './routes/audit.ts';
import { showBudget } from './routes/budget.ts';
import { applyCalendar, previewCalendar, showCalendar } from './routes/calendar.ts';
import { dingTalkCallbackRoutes } from './routes/dingtalk-callback.ts';
import { showDirectory } from './routes/directory.ts';
import { changeDirectory, showAdministeredDirectory } from './routes/directory-admin.ts';
import { documentRoutes } from './routes/documents.ts';
import { dutyRoutes } from './routes/duties.ts';
import { earlySignRoutes } from './routes/early-signs.ts';
import { exportLedger } from './routes/export.ts';
import { figureRoutes } from './routes/figures.ts';
import { handOverRoutes } from './routes/hand-over.ts';
import { health } from './routes/health.ts';
import { importRoutes } from './routes/import.ts';
import { showLedger } from './routes/ledger.ts';
import { whoAmI } from './routes/me.ts';
import { resendMessage } from './routes/message-resend.ts';
import { listMessages } from './routes/messages.ts';
import { metricsRoute } from './routes/metrics.ts';
import { officeRoutes } from './routes/offices.ts';
import { signPage } from './routes/page-signature.ts';
import { checkPaper } from './routes/paper-check.ts';
import {
  listPapers,
  paperForPrinting,
  paperForWord,
  paperScript,
  paperStyle,
} from './routes/papers.ts';
import { petitionerRoutes } from './routes/petitioner.ts';
import { listPetitions, registerPetition, showPetition } from './routes/petitions.ts';
import { readingRoutes } from './routes/readings.ts';
import { listRegimes } from './routes/regimes.ts';
import { showRegulation } from './routes/regulation.ts';
import { reportRoutes } from './routes/reports.ts';
import { reveal } from './routes/reveal.ts';
import { ruleRoutes } from './routes/rules.ts';
import { sanctionRoutes } from './routes/sanctions.ts';
import { deleteFilter, listSavedFilters, saveFilter } from './routes/saved-filters.ts';
import { findSimilar, showSimilar } from './routes/search.ts';
import { logIn, logOut } from './routes/session.ts';
import { chooseSigning, showSigning } from './routes/signing.ts';
import { keepSpecimen, showSpecimen, withdrawSpecimen } from './routes/specimen.ts';
import { toDo } from './routes/todo.ts';
import { seenRoutes } from './routes/unseen.ts';
import { worklistRoutes } from './routes/worklists.ts';

/** Every address of the API. What is not in this list does not exist. */
export function allRoutes(metrics: Metrics): readonly Route[] {
  const routes: readonly Route[] = [
    logIn,
    logOut,
    whoAmI,
    showSpecimen,
    keepSpecimen,
    withdrawSpecimen,
    showSigning,
    chooseSigning,
    signPage,
    ...seenRoutes,
    ...petitionerRoutes(),
    toDo,
    ...petitionRoutes,
    showDirectory,
    listRegimes,
    showRegulation,
    listMessages,
    resendMessage,
    showAdministeredDirectory,
    changeDirectory,
    ...officeRoutes,
    ...addressBookRoutes,
    ...handOverRoutes,
    showCalendar,
    previewCalendar,
    applyCalendar,
    ...ruleRoutes,
    showAudit,
    verifyRecords,
    showBudget,
    health,
    metricsRoute(metrics),
    ...dingTalkCallbackRoutes,
    ...importRoutes,
    ...figureRoutes,
    exportAssessment,
    ...reportRoutes,
    ...earlySignRoutes,
    ...dutyRoutes,
    ...readingRoutes,
    ...sanctionRoutes,
    ...worklistRoutes,
    ...documentRoutes(() => routes),
  ];
  return routes;
}

/** Petitions: finding them, what is done with one, its files and its papers. */
const petitionRoutes: readonly Route[] = [
  listPetitions,
  registerPetition,
  findSimilar,
  showPetition,
  showSimilar,
  showLedger,
  exportLedger,
  listSavedFilters,
  saveFilter,
  deleteFilter,
  takeAct,
  uploadAttachment,
  uploadBeforeRegistration,
  showAttachment,
  listPapers,
  paperForWord,
  paperForPrinting,
  archivePetition,
  checkPaper,
  paperStyle,
  paperScript,
  reveal,
];
