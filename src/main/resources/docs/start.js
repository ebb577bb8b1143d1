"use strict";

// A file of its own: the content security policy allows no script inside the page.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#documentation",
  deepLinking: true,
  docExpansion: "list",
  // Otherwise the page would ask a server in the internet for a badge.
  validatorUrl: null,
});
