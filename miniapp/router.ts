import { shallowRef, watchEffect } from 'vue';
import {
  createRouter,
  type RouteMeta,
  type RouteRecordRaw,
  type Router,
  type RouterHistory,
} from 'vue-router';
import { deskPages } from './desk/desk-pages.ts';
import { setTitle, showShareMenu } from './dingtalk.ts';
import { session } from './session.ts';
import { said } from './terms.ts';

/** The app's pages over a history: the address bar's in the browser, one in memory for tests. */
export function createAppRouter(history: RouterHistory): Router {
  const router = createRouter({
    history,
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  const heading = shallowRef<RouteMeta>({});
  router.afterEach(({ meta }) => {
    heading.value = meta;
    void showShareMenu(!meta.confidential);
  });
  // In the office's own words, which are known once somebody is signed in.
  watchEffect(() => {
    const { title = '绿色通道', open } = heading.value;
    if (open || session.me) void setTitle(said(String(title)));
  });
  return router;
}

const routes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'toDo',
    component: () => import('./pages/ToDo.vue'),
    meta: { title: '待我办理', confidential: true },
  },
  {
    path: '/petitions',
    name: 'petitions',
    component: () => import('./pages/Petitions.vue'),
    meta: { title: '{matter}清单', confidential: true },
  },
  {
    path: '/petitions/:id',
    name: 'petition',
    component: () => import('./pages/Petition.vue'),
    props: true,
    meta: { title: '{matter}', confidential: true },
  },
  {
    path: '/petitions/:id/acts/:act',
    name: 'act',
    component: () => import('./pages/Act.vue'),
    props: true,
    meta: { title: '办理', confidential: true },
  },
  {
    path: '/together/:act',
    name: 'together',
    component: () => import('./pages/Together.vue'),
    props: true,
    meta: { title: '一并签批', confidential: true },
  },
  {
    path: '/register',
    name: 'register',
    component: () => import('./pages/Register.vue'),
    meta: { title: '登记{matter}', confidential: true },
  },
  {
    path: '/reports/:period?',
    name: 'report',
    component: () => import('./pages/Report.vue'),
    props: true,
    meta: { title: '信访情况' },
  },
  {
    path: '/readings',
    name: 'readings',
    component: () => import('./pages/Readings.vue'),
    meta: { title: '批阅件', confidential: true },
  },
  {
    path: '/readings/:id',
    name: 'reading',
    component: () => import('./pages/Reading.vue'),
    props: true,
    meta: { title: '批阅', confidential: true },
  },
  {
    path: '/sanctions/:id',
    name: 'notice',
    component: () => import('./pages/Notice.vue'),
    props: true,
    meta: { title: '考核问责文书', confidential: true },
  },
  {
    path: '/mine',
    name: 'mine',
    component: () => import('./pages/Mine.vue'),
    meta: { title: '我的' },
  },
  {
    path: '/mine/specimen',
    name: 'specimen',
    component: () => import('./pages/Specimen.vue'),
    meta: { title: '卡片签名' },
  },
  {
    path: '/regulation/:id?',
    name: 'regulation',
    component: () => import('./pages/Regulation.vue'),
    props: true,
    meta: { title: '制度' },
  },
  {
    path: '/desk',
    name: 'desk',
    component: () => import('./desk/Desk.vue'),
    meta: { title: '办公桌面', confidential: true },
    redirect: '/desk/overview',
    children: deskPages.map(({ path, parameters = '', title, load }) => ({
      path: `${path}${parameters}`,
      name: `desk/${path}`,
      component: load,
      props: true,
      meta: { title },
    })),
  },
  {
    path: '/query',
    name: 'query',
    component: () => import('./pages/Query.vue'),
    meta: { title: '信访事项查询', open: true },
  },
  { path: '/:nothing(.*)*', redirect: '/' },
];
