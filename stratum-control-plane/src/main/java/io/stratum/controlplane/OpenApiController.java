package io.stratum.controlplane;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.access.AccessForbiddenException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.controlplane.ControlPlaneSettings.Docs;
import io.stratum.engine.Json;
import io.stratum.tenant.TenantContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The description of the API, for whom the settings let read it.
 */
@RestController
class OpenApiController {

	private final ObjectProvider<ApiDocument> document;

	private final ControlPlaneSettings settings;

	private final TenantContext context;

	OpenApiController(ObjectProvider<ApiDocument> document, ControlPlaneSettings settings, TenantContext context) {
		this.document = document;
		this.settings = settings;
		this.context = context;
	}

	@GetMapping("/openapi.json")
	@OpenToAll
	Map<String, @Nullable Object> getOpenApi() {
		admit();
		ApiDocument present = this.document.getIfAvailable();
		if (present == null || this.settings.docs() == Docs.OFF) {
			throw new StratumException(ErrorCode.NOT_FOUND, "There is nothing at this path.");
		}
		return Json.readObject(new String(present.json(), StandardCharsets.UTF_8));
	}

	private void admit() {
		Caller caller = this.context.caller();
		if (this.settings.docs() != Docs.PUBLIC && caller.type() == Caller.Type.ANONYMOUS) {
			throw HandlerGuard.unauthorized();
		}
		if (this.settings.docs() != Docs.PUBLIC && !caller.holds(Scope.READ)) {
			throw AccessForbiddenException.scope(Scope.READ);
		}
	}

}
