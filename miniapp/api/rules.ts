import type {
  RuleBookView,
  RuleChangeBody,
  RuleChangeView,
  RulePreviewView,
  RuleReachView,
} from '../../server/contract/rules.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/regimes/changes */
export function loadRules(): Promise<Answer<RuleBookView>> {
  return request('GET', '/regimes/changes');
}

/** POST /api/regimes/preview; writes nothing. */
export function previewRules(
  change: RuleChangeView,
  reach: RuleReachView,
): Promise<Answer<RulePreviewView>> {
  return request('POST', '/regimes/preview', { change, reach });
}

/** POST /api/regimes/changes */
export function applyRules(body: RuleChangeBody): Promise<Answer<{ id: number; version: number }>> {
  return request('POST', '/regimes/changes', body);
}
