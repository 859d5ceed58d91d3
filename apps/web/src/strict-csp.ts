import { z } from "zod";

// zod tries `new Function` when a schema is made; the strict Content-Security-Policy would report that.
// Imported before everything else, so that no schema exists yet.
z.config({ jitless: true });
