import { Controller, Get } from '@nestjs/common';
import { OPENAPI, OPENAPI_PATH } from './app.openapi.js';
import { PublicJson } from './web/public-json.js';
import { Public } from './web/rights.js';

/** For programs: what they may ask, and how it is answered. */
@Controller()
export class OpenApiController {
  @Get(OPENAPI_PATH)
  @Public()
  document(): PublicJson {
    return new PublicJson(OPENAPI);
  }
}
