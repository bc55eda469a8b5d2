package io.corsync.status;

import java.security.Principal;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

import io.corsync.sync.ExitCode;
import io.corsync.sync.Failure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * What every page shows: who looks at it, what they may do, and words in their language.
 */
@ControllerAdvice
class PageAdvice {

	private static final Logger log = LoggerFactory.getLogger(PageAdvice.class);

	private static final Map<ExitCode, Integer> STATUS = Map.of(ExitCode.LEASE_HELD, HttpServletResponse.SC_CONFLICT,
			ExitCode.UNAVAILABLE, HttpServletResponse.SC_SERVICE_UNAVAILABLE);

	private final MessageSource messages;

	private final ObjectProvider<Conductor> conductor;

	private final Clock clock;

	private final String databaseUrl;

	PageAdvice(MessageSource messages, ObjectProvider<Conductor> conductor, Clock clock, Environment environment) {
		this.messages = messages;
		this.conductor = conductor;
		this.clock = clock;
		this.databaseUrl = environment.getProperty("spring.datasource.url", "");
	}

	@ModelAttribute("words")
	PageWords words(Locale locale) {
		ZoneId zone = this.conductor.getObject()
			.due()
			.stream()
			.findFirst()
			.map(Conductor.Due::zone)
			.orElseGet(ZoneId::systemDefault);
		return new PageWords(this.messages, locale, zone, this.clock);
	}

	@ModelAttribute("operator")
	boolean operator(HttpServletRequest request) {
		return request.isUserInRole("OPERATOR");
	}

	@ModelAttribute("who")
	@Nullable String who(@Nullable Principal principal) {
		return (principal != null) ? principal.getName() : null;
	}

	@ModelAttribute("running")
	boolean running() {
		return this.conductor.getObject().live().isPresent();
	}

	/**
	 * Trouble that has words for people is told in them; all else is the log's.
	 */
	@ExceptionHandler(RuntimeException.class)
	ModelAndView trouble(RuntimeException thrown, HttpServletRequest request, Locale locale) {
		Failure failure = Failure.of(thrown, this.databaseUrl);
		if (!failure.expected()) {
			throw thrown;
		}
		log.info("{} {}: {}", request.getMethod(), request.getRequestURI(), failure.lines());
		ModelAndView page = new ModelAndView("trouble", Map.of("lines", failure.lines(), "words", words(locale),
				"operator", operator(request), "running", running()));
		if (request.getUserPrincipal() != null) {
			page.addObject("who", request.getUserPrincipal().getName());
		}
		page.setStatus(org.springframework.http.HttpStatusCode
			.valueOf(STATUS.getOrDefault(failure.code(), HttpServletResponse.SC_BAD_REQUEST)));
		page.addObject("language", RequestContextUtils.getLocale(request).getLanguage());
		return page;
	}

}
