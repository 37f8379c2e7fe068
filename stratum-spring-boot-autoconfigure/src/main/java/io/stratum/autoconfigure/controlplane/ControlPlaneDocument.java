package io.stratum.autoconfigure.controlplane;

import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stratum.controlplane.ApiDocument;
import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.beans.factory.ObjectFactory;

/**
 * The description that springdoc makes of the handlers of the control plane.
 */
final class ControlPlaneDocument extends OpenApiResource implements ApiDocument {

	ControlPlaneDocument(ObjectFactory<OpenAPIService> openApi, AbstractRequestService requests,
			GenericResponseService responses, OperationService operations, SpringDocConfigProperties properties,
			SpringDocProviders providers, SpringDocCustomizers customizers) {
		super("stratum-control-plane", openApi, requests, responses, operations, properties, providers, customizers);
	}

	@Override
	public byte[] json() {
		try {
			return writeJsonValue(getOpenApi("", Locale.ROOT));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	protected String getServerUrl(HttpServletRequest request, String apiDocsUrl) {
		return "";
	}

}
