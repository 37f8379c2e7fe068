package io.stratum.autoconfigure.ahead;

import java.util.function.Consumer;

import io.stratum.autoconfigure.shop.Cast;
import io.stratum.autoconfigure.shop.Order;
import io.stratum.autoconfigure.shop.Orders;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.config.ConfigChange;
import io.stratum.config.ConfigEntries;
import io.stratum.config.TenantConfigurationProperties;
import io.stratum.config.TenantProperties;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application whose beans were found while it was built.
 */
class AheadOfTimeIntegrationTests {

	private final ShopDatabase database = new ShopDatabase();

	@Test
	@CompileWithForkedClassLoader
	void applicationThatWasProcessedAheadOfTimeServesItsTenants() {
		TestGenerationContext generated = new TestGenerationContext();
		ClassName name = process(generated);
		run(generated, name, (application) -> {
			Cast cast = new Cast(application);
			TenantContext context = application.getBean(TenantContext.class);
			Orders orders = application.getBean(Orders.class);
			context.runAs(cast.acme, () -> orders.save(new Order("lamp")));
			context.runAs(cast.acme, () -> assertThat(orders.findAll()).hasSize(1));
			context.runAs(cast.globex, () -> assertThat(orders.findAll()).isEmpty());
			application.getBean(ConfigEntries.class).set(cast.acme.id(), ConfigChange.of("door.color", "red"));
			context.runAs(cast.acme,
					() -> assertThat(application.getBean(Painter.class).door().get().color()).isEqualTo("red"));
		});
	}

	private ClassName process(TestGenerationContext generated) {
		AnnotationConfigApplicationContext application = new AnnotationConfigApplicationContext();
		// Nothing is connected to while an application is built.
		TestPropertyValues.of(this.database.properties())
			.and("spring.datasource.url=jdbc:postgresql://nowhere.invalid/shop")
			.applyTo(application);
		application.register(DoorShop.class);
		ClassName name = new ApplicationContextAotGenerator().processAheadOfTime(application, generated);
		generated.writeGeneratedContent();
		return name;
	}

	@SuppressWarnings("unchecked") // The generated class says so of itself.
	private void run(TestGenerationContext generated, ClassName name, Consumer<GenericApplicationContext> work) {
		TestCompiler.forSystem().with(generated).compile((compiled) -> {
			try (GenericApplicationContext application = new GenericApplicationContext()) {
				application.setClassLoader(compiled.getClassLoader());
				TestPropertyValues.of(this.database.properties()).applyTo(application);
				((ApplicationContextInitializer<GenericApplicationContext>) compiled
					.getInstance(ApplicationContextInitializer.class, name.reflectionName())).initialize(application);
				application.refresh();
				work.accept(application);
			}
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class DoorShop extends ShopApplication {

		@Bean
		Painter painter(TenantProperties<Door> door) {
			return new Painter(door);
		}

	}

	@TenantConfigurationProperties("door")
	record Door(String color) {

	}

	record Painter(TenantProperties<Door> door) {

	}

}
