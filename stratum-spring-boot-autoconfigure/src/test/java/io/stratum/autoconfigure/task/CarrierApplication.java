package io.stratum.autoconfigure.task;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

import io.stratum.autoconfigure.shop.Order;
import io.stratum.autoconfigure.shop.Orders;
import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.tenant.ForEachTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.ThreadFence;
import org.slf4j.MDC;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * An application that hands work to other threads in every way Spring offers.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
@EnableScheduling
@Import({ CarrierApplication.Work.class, CarrierApplication.Rounds.class, CarrierApplication.Streams.class })
class CarrierApplication extends ShopApplication {

	final List<String> leaks = new CopyOnWriteArrayList<>();

	final List<String> decorated = new CopyOnWriteArrayList<>();

	@Bean
	ThreadFence recordingFence() {
		return new ThreadFence(this.leaks::add);
	}

	@Bean
	TaskDecorator ownDecorator() {
		return (work) -> () -> {
			this.decorated.add(Thread.currentThread().getName());
			work.run();
		};
	}

	record Placed(String sku) {

	}

	static class Work {

		private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

		private final TenantContext context;

		private final ApplicationEventPublisher events;

		private final Orders orders;

		Work(TenantContext context, ApplicationEventPublisher events, Orders orders) {
			this.context = context;
			this.events = events;
			this.orders = orders;
		}

		public BlockingQueue<String> heard() {
			return this.heard;
		}

		public String bound() {
			return this.context.current().map(Tenant::slug).orElse("nobody");
		}

		@Async
		public Future<String> boundElsewhere() {
			return CompletableFuture.completedFuture(bound());
		}

		@Async
		public Future<List<String>> ordersElsewhere() {
			return CompletableFuture.completedFuture(this.orders.findAll().stream().map(Order::sku).toList());
		}

		@Transactional
		public void place(String sku) {
			this.orders.save(new Order(sku));
			this.events.publishEvent(new Placed(sku));
		}

		@TransactionalEventListener
		public void heardHere(Placed placed) {
			this.heard.add("here " + placed.sku() + " " + bound());
		}

		@Async
		@TransactionalEventListener
		public void heardElsewhere(Placed placed) {
			this.heard.add("elsewhere " + placed.sku() + " " + bound());
		}

	}

	static class Rounds {

		private final BlockingQueue<String> scheduled = new LinkedBlockingQueue<>();

		private final Work work;

		Rounds(Work work) {
			this.work = work;
		}

		public BlockingQueue<String> scheduled() {
			return this.scheduled;
		}

		@Scheduled(fixedDelay = Long.MAX_VALUE)
		public void once() {
			this.scheduled.add(this.work.bound() + " " + MDC.get("tenant"));
		}

		@ForEachTenant
		public void stock() {
			this.work.place("stock of " + this.work.bound());
		}

		@ForEachTenant(where = OnlyGlobex.class)
		public void stockGlobex() {
			this.work.place("more of " + this.work.bound());
		}

	}

	static class OnlyGlobex implements java.util.function.Predicate<Tenant> {

		@Override
		public boolean test(Tenant tenant) {
			return tenant.slug().equals("globex");
		}

	}

	@RestController
	static class Streams {

		private final Work work;

		Streams(Work work) {
			this.work = work;
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			return this.work::bound;
		}

		@GetMapping("/stream")
		StreamingResponseBody stream() {
			return (body) -> body.write(this.work.bound().getBytes());
		}

	}

}
