package io.stratum.autoconfigure.controlplane;

import io.stratum.controlplane.ControlPlaneSettings;
import io.stratum.web.ProblemWriter;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.Ordered;

/**
 * Has Tomcat answer with problems, too.
 */
@AutoConfiguration(after = ControlPlaneAutoConfiguration.class)
@ConditionalOnClass({ TomcatServletWebServerFactory.class, ErrorReportValve.class })
@ConditionalOnBean(ControlPlaneSettings.class)
public final class ControlPlaneTomcatAutoConfiguration {

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> stratumTomcatCustomizer(ControlPlaneSettings settings,
			ProblemWriter problems) {
		return (factory) -> factory
			.addContextCustomizers((context) -> report(context, new ProblemReportValve(settings.basePath(), problems)));
	}

	/**
	 * Puts the valve behind all others, so that it reports first.
	 */
	private static void report(Context context, ProblemReportValve valve) {
		if (context.getParent() instanceof StandardHost host) {
			host.setErrorReportValveClass("");
			host.getPipeline().addValve(valve);
		}
	}

}
