import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Post } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { AccountsModule } from '../../../src/accounts/accounts.module.js';
import { listRoutes, refuseUnclassified, type Route } from '../../../src/app.routes.js';
import { Allow, Public } from '../../../src/web/rights.js';
import { startApp, type TestApp } from '../../app.js';

@Controller('them-vao')
class SilentController {
  @Get('im-lang')
  silent(): string {
    return 'ai cũng đọc được';
  }
}

@Controller()
class DoubleController {
  @Post('hai-loi')
  @Public()
  @Allow('admin')
  double(): string {
    return '';
  }

  @Get('khong-ai')
  @Allow()
  nobody(): string {
    return '';
  }
}

/** Boots the house with one more controller among those of a real room. */
async function bootWith(controller: new () => unknown): Promise<TestApp> {
  const own = Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, AccountsModule) as unknown[];
  Reflect.defineMetadata(MODULE_METADATA.CONTROLLERS, [...own, controller], AccountsModule);
  try {
    return await startApp();
  } finally {
    Reflect.defineMetadata(MODULE_METADATA.CONTROLLERS, own, AccountsModule);
  }
}

const refusalOf = (boot: Promise<TestApp>): Promise<string> =>
  boot.then(
    async (app) => {
      await app.close();
      return 'it booted';
    },
    (error: unknown) => String(error),
  );

describe('The house does not boot (S1)', () => {
  it('with a handler that says nothing about who may call it, and names it', async () => {
    expect(await refusalOf(bootWith(SilentController))).toContain(
      'SilentController.silent (GET /them-vao/im-lang) has neither @Allow nor @Public',
    );
  });

  it('with handlers that contradict themselves or allow nobody, and names all of them', async () => {
    const told = await refusalOf(bootWith(DoubleController));
    expect(told).toContain('DoubleController.double (POST /hai-loi) has both @Allow and @Public');
    expect(told).toContain('DoubleController.nobody (GET /khong-ai) allows nobody');
  });
});

describe('The list of routes', () => {
  let app: TestApp;
  let routes: Route[];
  beforeAll(async () => {
    app = await startApp();
    routes = listRoutes(app.app);
  });
  afterAll(() => app.close());

  it('holds every route that Express answers to beside the assets', () => {
    interface Layer {
      route?: { path: string; methods: Record<string, boolean> };
    }
    const express = app.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } };
    const answered = express.router.stack
      .flatMap(({ route }) =>
        route === undefined ? [] : Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`),
      )
      .sort();
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(answered);
  });

  it('has no address with one method twice', () => {
    const seen = routes.map(({ method, path }) => `${method} ${path}`);
    expect(seen.filter((one, index) => seen.indexOf(one) !== index)).toEqual([]);
  });

  it('is classified to the last row', () => {
    expect(routes.length).toBeGreaterThan(5);
    expect(() => refuseUnclassified(routes)).not.toThrow();
  });
});
