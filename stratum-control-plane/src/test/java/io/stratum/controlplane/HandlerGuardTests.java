package io.stratum.controlplane;

import java.util.Set;

import io.stratum.ErrorCode;
import io.stratum.StratumException;
import io.stratum.StratumStartupException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.security.RequiresScope;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class HandlerGuardTests {

	private static final Caller OPERATOR = new Caller(Caller.Type.API_KEY, "1", "operator", null, Set.of(Scope.ADMIN),
			null, null, null);

	private final TenantContext context = new TenantContext();

	@Test
	void silentHandlerIsRefusedWhoeverCalls() throws Exception {
		assertThat(refusal("silent", OPERATOR)).isEqualTo(ErrorCode.FORBIDDEN);
		assertThat(refusal("halfSilent", OPERATOR)).isEqualTo(ErrorCode.FORBIDDEN);
		assertThat(refusal("declared", OPERATOR)).isNull();
	}

	@Test
	void requestThatNobodySentIsNotTheApplicationItself() throws Exception {
		assertThat(refusal("declared", Caller.SYSTEM)).isEqualTo(ErrorCode.UNAUTHORIZED);
		assertThat(refusal("declared", Caller.ANONYMOUS)).isEqualTo(ErrorCode.UNAUTHORIZED);
		assertThat(refusal("open", Caller.ANONYMOUS)).isNull();
	}

	@Test
	void handlersOfTheApplicationAreNoneOfItsBusiness() {
		Object foreign = new Object();
		assertThatNoException().isThrownBy(() -> new HandlerGuard(this.context, null)
			.preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), foreign));
	}

	@Test
	void startFailsWithASilentHandler() throws Exception {
		assertThatNoException().isThrownBy(() -> check("declared").afterSingletonsInstantiated());
		assertThatNoException().isThrownBy(() -> check("open").afterSingletonsInstantiated());
		for (String handler : new String[] { "silent", "halfSilent", "openAndClosed" }) {
			assertThatExceptionOfType(StratumStartupException.class)
				.isThrownBy(() -> check(handler).afterSingletonsInstantiated())
				.withMessageContaining(handler);
		}
	}

	private ErrorCode refusal(String handler, Caller caller) throws Exception {
		try (TenantContext.Scope scope = this.context.bind(null, caller)) {
			new HandlerGuard(this.context, null).preHandle(new MockHttpServletRequest("GET", "/"),
					new MockHttpServletResponse(),
					new HandlerMethod(new Planted(), Planted.class.getDeclaredMethod(handler)));
			return null;
		}
		catch (StratumException ex) {
			return ex.code();
		}
	}

	private static DeclarationCheck check(String handler) throws Exception {
		RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
		mapping.registerMapping(RequestMappingInfo.paths("/" + handler).build(), new Planted(),
				Planted.class.getDeclaredMethod(handler));
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("mapping", mapping);
		return new DeclarationCheck(beans.getBeanProvider(RequestMappingHandlerMapping.class));
	}

	static final class Planted {

		void silent() {
		}

		@RequiresScope(Scope.READ)
		void halfSilent() {
		}

		@RequiresScope(Scope.READ)
		@TenantFrom(TenantSource.NONE)
		void declared() {
		}

		@OpenToAll
		void open() {
		}

		@OpenToAll
		@RequiresScope(Scope.READ)
		void openAndClosed() {
		}

	}

}
