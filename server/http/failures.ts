import { z } from 'zod';

/** What a person is told when a request is not carried out. Expected, safe to show, in Chinese, saying what to do. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: readonly FieldFailure[];
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
  readonly allow?: string;
}

export interface FieldFailure {
  readonly field: string;
  readonly message: string;
}

export const NOT_FOUND: Failure = {
  status: 404,
  code: 'notFound',
  message: '没有找到，或您无权查看。请返回列表核对。',
};

export const UNKNOWN_ADDRESS: Failure = {
  status: 404,
  code: 'unknownAddress',
  message: '没有这个地址。接口清单见 /api/docs。',
};

export const SIGNED_OUT: Failure = {
  status: 401,
  code: 'signedOut',
  message: '尚未登录或登录已过期，请从钉钉重新打开本应用。',
};

export const OFFICE_ONLY: Failure = {
  status: 403,
  code: 'notPermitted',
  message: '此内容仅{office}人员可以查看。如需了解，请联系{office}。',
};

export const ROLE_HOLDERS_ONLY: Failure = {
  status: 403,
  code: 'notPermitted',
  message: '此内容仅{office}人员和{leaders}可以查看。如需了解，请联系{office}。',
};

export const ADMINISTRATORS_ONLY: Failure = {
  status: 403,
  code: 'notPermitted',
  message: '此内容仅{office}负责人可以查看和修改。如需调整，请联系{office}负责人。',
};

export const AUDITORS_ONLY: Failure = {
  status: 403,
  code: 'notPermitted',
  message: '操作留痕仅{office}负责人和主要领导可以查看。',
};

export const BUG: Failure = {
  status: 500,
  code: 'internal',
  message: '系统内部出错，本次操作没有记录。请稍后重试；多次出现请把请求编号告知管理员。',
};

export const BAD_JSON: Failure = {
  status: 400,
  code: 'badJson',
  message: '请求内容不是有效的 JSON，请检查格式后重新提交。',
};

export const TOO_LARGE: Failure = {
  status: 413,
  code: 'tooLarge',
  message: '提交的内容超过 1 MB，请精简文字或重新签名后再提交。',
};

/** `maximum` in bytes. */
export function fileTooLarge(maximum: number): Failure {
  const limit = `${Math.floor(maximum / 1024 / 1024)} MB`;
  return {
    status: 413,
    code: 'tooLarge',
    message: `文件超过${limit}，没有保存。请压缩或拆分后重新上传。`,
  };
}

export const WRONG_CONTENT_TYPE: Failure = {
  status: 415,
  code: 'wrongContentType',
  message: '请以 JSON 提交，并注明 Content-Type: application/json。',
};

export const CROSS_SITE: Failure = {
  status: 403,
  code: 'crossSite',
  message:
    '为防止冒用，本次操作被拒绝。请从本系统页面操作；直接调用接口须带请求头 X-Requested-With。',
};

export const NOT_FROM_DINGTALK: Failure = {
  status: 403,
  code: 'notFromDingTalk',
  message: '签名不符、已过期或不属于本单位，没有受理。请核对钉钉开放平台的回调配置和服务器时间。',
};

export function tooMany(seconds: number): Failure {
  return {
    status: 429,
    code: 'tooMany',
    message: `操作过于频繁，请${seconds}秒后再试。`,
    retryAfter: seconds,
  };
}

export function wrongMethod(methods: readonly string[]): Failure {
  return {
    status: 405,
    code: 'wrongMethod',
    message: `此地址只支持 ${methods.join('、')}，请改用后重试。`,
    allow: methods.join(', '),
  };
}

/** A request that does not fit its schema: every field with what is wrong. */
export function invalidRequest(error: z.ZodError): Failure {
  const details = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  const first = details[0]?.message ?? '';
  return {
    status: 400,
    code: 'invalid',
    message: details.length > 1 ? `有${details.length}处填写不正确，请按提示修改。` : first,
    details: details.slice(0, 50),
  };
}

const { localeError: chinese } = z.locales.zhCN();

/** Words for the faults that a schema does not word itself. What was sent is never repeated. */
export const inChinese: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'unrecognized_keys':
      return '含有不认识的字段，请删除后重新提交。';
    case 'invalid_type':
      return issue.input === undefined ? '缺少这一项，请补充。' : '格式不正确，请核对后重新填写。';
    case 'invalid_value':
      return `不在可选范围内，可选：${issue.values.map(String).join('、')}。`;
    default:
      return chinese(issue);
  }
};
