package io.corsync.status;

import java.util.Locale;
import java.util.Objects;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may do what: nobody anything without a login, but log in and see that the program
 * lives; a viewer looks, an operator acts. An address that is not thought of here is
 * closed.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final Logger log = LoggerFactory.getLogger(SecurityConfiguration.class);

	static final String VIEWER = "VIEWER";

	static final String OPERATOR = "OPERATOR";

	/** The login, whatever it has to say, and what it shows itself with. */
	private static final String[] OPEN = { "/login", "/assets/**", "/favicon.ico" };

	private static final String CONTENT = "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'; object-src 'none'";

	private static final RequestMatcher FRAGMENT = new RequestHeaderRequestMatcher("HX-Request");

	@Bean
	PasswordEncoder passwordEncoder() {
		return new BCryptPasswordEncoder();
	}

	@Bean
	UserDetailsService accounts(ServeProperties properties) {
		return new InMemoryUserDetailsManager(properties.accounts()
			.stream()
			.map((account) -> User.withUsername(Objects.requireNonNull(account.name()))
				.password(Objects.requireNonNull(account.hash()))
				.roles(Objects.requireNonNull(account.role()).toUpperCase(Locale.ROOT))
				.build())
			.toList());
	}

	@Bean
	@Order(1)
	SecurityFilterChain machines(HttpSecurity http, ServeProperties properties) {
		return headers(http).securityMatcher("/actuator/**")
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, "/actuator/health/liveness")
				.permitAll()
				.requestMatchers(HttpMethod.GET)
				.hasAnyRole(MetricsToken.ROLE, VIEWER, OPERATOR)
				.anyRequest()
				.denyAll())
			.addFilterBefore(new MetricsToken(properties.metricsToken()), AnonymousAuthenticationFilter.class)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
			.requestCache((requests) -> requests.disable())
			.exceptionHandling((failures) -> failures.authenticationEntryPoint((request, response, failure) -> {
				response.setHeader("WWW-Authenticate", "Bearer");
				response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
			}))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain people(HttpSecurity http, OidcProperties oidc,
			@Value("${server.servlet.session.cookie.secure:false}") boolean secure) {
		LoginLimit limit = new LoginLimit(TimeMeter.SYSTEM_MILLISECONDS);
		RequestCache cache = wanted();
		if (oidc.on()) {
			http.oauth2Login((login) -> login.loginPage("/login")
				.clientRegistrationRepository(new OidcIssuer(oidc))
				.authorizedClientRepository(new ForgottenTokens())
				.userInfoEndpoint((people) -> people.oidcUserService(new OidcAccounts(oidc)))
				.successHandler(welcome(limit, cache))
				.failureHandler(refusal("/login?error&issuer")));
		}
		return headers(http)
			.authorizeHttpRequests(
					(requests) -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
						.permitAll()
						.requestMatchers(HttpMethod.GET, OPEN)
						.permitAll()
						.requestMatchers(HttpMethod.GET)
						.hasAnyRole(VIEWER, OPERATOR)
						.requestMatchers(HttpMethod.HEAD)
						.hasAnyRole(VIEWER, OPERATOR)
						.anyRequest()
						.hasRole(OPERATOR))
			.csrf((csrf) -> csrf.csrfTokenRepository(tokens(secure)))
			.requestCache((requests) -> requests.requestCache(cache))
			.addFilterBefore(limit, UsernamePasswordAuthenticationFilter.class)
			.formLogin((login) -> login.loginPage("/login")
				.successHandler(welcome(limit, cache))
				.failureHandler(refusal("/login?error"))
				.permitAll())
			.logout((logout) -> logout.logoutSuccessUrl("/login?logout").deleteCookies("cor-sync"))
			.exceptionHandling((failures) -> failures.authenticationEntryPoint(login()))
			.build();
	}

	private static AuthenticationEntryPoint login() {
		LoginUrlAuthenticationEntryPoint page = new LoginUrlAuthenticationEntryPoint("/login");
		return (request, response, failure) -> {
			if (FRAGMENT.matches(request)) {
				// A page that refreshes a part of itself goes to the login as a whole.
				response.setHeader("HX-Redirect", "/login");
				response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
			}
			else {
				page.commence(request, response, failure);
			}
		};
	}

	private static HttpSecurity headers(HttpSecurity http) {
		return http.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT))
			.frameOptions((frames) -> frames.deny())
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
			.permissionsPolicyHeader((policy) -> policy.policy("camera=(), geolocation=(), microphone=()"))
			.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN)));
	}

	// In cookies: whoever has not logged in takes no memory here.
	private static CookieCsrfTokenRepository tokens(boolean secure) {
		CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
		tokens.setCookieName("cor-sync-form");
		tokens.setCookieCustomizer((cookie) -> cookie.httpOnly(true).secure(secure).sameSite("Lax"));
		return tokens;
	}

	private static RequestCache wanted() {
		CookieRequestCache cache = new CookieRequestCache();
		cache.setRequestMatcher((request) -> {
			String accept = request.getHeader("Accept");
			return request.getMethod().equals("GET") && accept != null && accept.contains("text/html")
					&& !FRAGMENT.matches(request);
		});
		return cache;
	}

	private static AuthenticationSuccessHandler welcome(LoginLimit limit, RequestCache cache) {
		SavedRequestAwareAuthenticationSuccessHandler handler = new SavedRequestAwareAuthenticationSuccessHandler();
		handler.setRequestCache(cache);
		return (request, response, account) -> {
			limit.passed(request);
			log.info("{} has logged in from {}", account.getName(), request.getRemoteAddr());
			handler.onAuthenticationSuccess(request, response, account);
		};
	}

	private static AuthenticationFailureHandler refusal(String page) {
		SimpleUrlAuthenticationFailureHandler handler = new SimpleUrlAuthenticationFailureHandler(page);
		handler.setAllowSessionCreation(false);
		return (request, response, failure) -> {
			// A password typed in the wrong field shall not be in a log.
			log.warn("A login from {} was refused", request.getRemoteAddr());
			handler.onAuthenticationFailure(request, response, failure);
		};
	}

}
