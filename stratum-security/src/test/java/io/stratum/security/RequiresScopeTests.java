package io.stratum.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.stratum.StratumException;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class RequiresScopeTests {

	private final TenantContext context = new TenantContext();

	private final Desk desk = guarded(new Desk());

	private final Till till = guarded(new Till());

	@Test
	void methodWithoutTheMarkIsOpen() {
		assertThat(as(Callers.READER, this.desk::unmarked)).isEqualTo("unmarked");
	}

	@Test
	void markOnTheMethodAsksForItsScope() {
		assertThat(as(Callers.WRITER, this.desk::write)).isEqualTo("written");
		assertDenied(Callers.READER, this.desk::write);
	}

	@Test
	void ownAnnotationThatCarriesTheMarkGuardsTheMethod() {
		assertThat(as(Callers.WRITER, this.desk::meta)).isEqualTo("meta");
		assertDenied(Callers.READER, this.desk::meta);
	}

	@Test
	void markOnTheTypeCountsWhereTheMethodHasNone() {
		assertDenied(Callers.READER, this.till::open);
		assertThat(as(Callers.WRITER, this.till::open)).isEqualTo("open");
	}

	@Test
	void markOnTheMethodCountsInsteadOfThatOnTheType() {
		assertThat(as(Callers.READER, this.till::look)).isEqualTo("look");
	}

	@Test
	void markOnAnInterfaceGuardsTheImplementation() {
		Approval approval = guarded((Approval) () -> "approved");
		assertDenied(Callers.READER, approval::approve);
	}

	@Test
	void codeOfTheApplicationItselfMayDoEverythingButNobodyKnownMayNothing() {
		assertThat(this.desk.write()).isEqualTo("written");
		assertDenied(Caller.ANONYMOUS, this.desk::write);
	}

	@Test
	void denialKnowsWhichScopeWasMissing() {
		AuthorizationDeniedException denial = catchThrowableOfType(AuthorizationDeniedException.class,
				() -> as(Callers.READER, this.desk::write));
		assertThat(denial.getAuthorizationResult()).isInstanceOfSatisfying(
				ScopeAuthorizationManager.ScopeDecision.class,
				(decision) -> assertThat(decision.required()).isEqualTo(Scope.WRITE));
	}

	@Test
	void handlerIsRefusedBeforeItsRequestIsRead() throws Exception {
		assertThat(handled(Callers.WRITER, "write")).isNull();
		assertThat(handled(Callers.READER, "unmarked")).isNull();
		StratumException refusal = handled(Callers.READER, "meta");
		assertThat(refusal.code().name()).isEqualTo("FORBIDDEN");
		assertThat(refusal.details()).containsEntry("required_scope", "write");
	}

	@Test
	void handlerToldNothingAboutScopesToWhoShowsNoCredential() throws Exception {
		assertThat(handled(Caller.ANONYMOUS, "write").code().name()).isEqualTo("UNAUTHORIZED");
	}

	private StratumException handled(Caller caller, String method) throws Exception {
		ScopeHandlerInterceptor interceptor = new ScopeHandlerInterceptor(this.context);
		HandlerMethod handler = new HandlerMethod(new Desk(), Desk.class.getDeclaredMethod(method));
		return as(caller, () -> catchThrowableOfType(StratumException.class,
				() -> interceptor.preHandle(new MockHttpServletRequest(), new MockHttpServletResponse(), handler)));
	}

	private void assertDenied(Caller caller, java.util.function.Supplier<String> call) {
		assertThatExceptionOfType(AuthorizationDeniedException.class).isThrownBy(() -> as(caller, call));
	}

	private <T> T as(Caller caller, java.util.function.Supplier<T> call) {
		try (TenantContext.Scope scope = this.context.bind(null, caller)) {
			return call.get();
		}
	}

	@SuppressWarnings("unchecked")
	private <T> T guarded(T target) {
		ProxyFactory proxies = new ProxyFactory(target);
		proxies.addAdvisor(ScopeAuthorization.advisor(() -> this.context));
		return (T) proxies.getProxy();
	}

	@RequiresScope(Scope.WRITE)
	@Retention(RetentionPolicy.RUNTIME)
	@Target({ ElementType.METHOD, ElementType.TYPE })
	@interface Clerks {

	}

	static class Desk {

		String unmarked() {
			return "unmarked";
		}

		@RequiresScope(Scope.WRITE)
		String write() {
			return "written";
		}

		@Clerks
		String meta() {
			return "meta";
		}

	}

	@Clerks
	static class Till {

		String open() {
			return "open";
		}

		@RequiresScope(Scope.READ)
		String look() {
			return "look";
		}

	}

	interface Approval {

		@RequiresScope(Scope.ADMIN)
		String approve();

	}

}
