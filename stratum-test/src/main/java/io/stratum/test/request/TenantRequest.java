package io.stratum.test.request;

import java.util.Set;

import io.stratum.access.ApiKeySettings;
import io.stratum.access.ApiKeys;
import io.stratum.access.NewApiKey;
import io.stratum.access.Scope;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.Tenants;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * Says in a test for which tenant a request is made, as a client would.
 *
 * <p>
 * The header is the one that the application is configured to read. Nothing is bound from
 * outside: the request goes through the filters of the application, with Spring Security
 * or without, and is refused where a client's would be.
 *
 * <pre>{@code
 * mvc.perform(get("/orders").with(apiKeyOf("acme", Scope.READ)));
 * client.get().uri("/orders").headers(apiKeyOf("acme", Scope.READ).in(application)).exchange();
 * }</pre>
 */
public final class TenantRequest implements RequestPostProcessor {

	private final Header header;

	private TenantRequest(Header header) {
		this.header = header;
	}

	/**
	 * Names the tenant that is meant, which proves nothing about who asks.
	 * @param name id or slug of the tenant
	 * @return the request; it is bound if its credential, or where it comes from, allows
	 * it
	 */
	public static TenantRequest tenant(String name) {
		return new TenantRequest((application) -> RequestHeader.of(application, "stratum.web.resolution.header.name",
				"X-Tenant-ID", name));
	}

	/**
	 * Shows an API key.
	 * @param key the key, or what pretends to be one
	 * @return the request
	 */
	public static TenantRequest apiKey(String key) {
		return new TenantRequest((application) -> key(application, key));
	}

	/**
	 * Shows a new API key of a tenant.
	 * @param tenant slug of the tenant, which is created as a root if it does not exist
	 * @param scopes what the key allows; those of a new key if there are none
	 * @return the request
	 */
	public static TenantRequest apiKeyOf(String tenant, Scope... scopes) {
		ApiKeySettings settings = (scopes.length == 0) ? ApiKeySettings.DEFAULTS
				: ApiKeySettings.DEFAULTS.scoped(Set.of(scopes));
		return new TenantRequest((application) -> key(application, newKey(application, tenant, settings)));
	}

	private static RequestHeader key(ApplicationContext application, String key) {
		return RequestHeader.of(application, "stratum.security.api-key.header", "X-API-Key", key);
	}

	private static String newKey(ApplicationContext application, String slug, ApiKeySettings settings) {
		Tenants tenants = application.getBean(Tenants.class);
		Tenant tenant = tenants.findBySlug(slug).orElseGet(() -> tenants.create(NewTenant.root(slug, slug)));
		return application.getBean(ApiKeys.class).create(NewApiKey.of(tenant.id(), settings)).plaintext();
	}

	/**
	 * Returns the header for clients that know no application, such as
	 * {@code RestTestClient}.
	 * @param application the application that is asked
	 * @return the header, for {@code headers(…)} of one request or as interceptor of all
	 */
	public RequestHeader in(ApplicationContext application) {
		return this.header.in(application);
	}

	/**
	 * Sets the header of a request of {@code MockMvc}.
	 */
	@Override
	public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
		RequestHeader set = in(
				WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext()));
		request.removeHeader(set.name());
		request.addHeader(set.name(), set.value());
		return request;
	}

	/**
	 * Finds name and value once the application is known.
	 */
	private interface Header {

		RequestHeader in(ApplicationContext application);

	}

}
