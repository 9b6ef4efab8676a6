-- SPDX-License-Identifier: MIT
-- Hostile theme code for a Lua 5.4 sandbox, and some that must keep working: tests/sandbox.t runs it in layouts.
-- Each entry: name, code (chunk text), expect, and optionally after (a second chunk run later in the SAME
-- state, as another template would be).
-- Convention: a chunk (or `after`) that returns true says "the attack worked".
-- The site of the test is titled T and has one entry, content/pages/a.md, titled a, whose output is being rendered.
-- expect:
--   deny  = must raise an error or return something other than true (and after must not return true)
--   kill  = must be stopped by the sandbox: it may not return normally, may not be resumable by pcall,
--           and must be over within the time limit and the memory cap
--   bound = may return, fail or be killed, but must be over within the sandbox's limits of time and memory
--   ok    = legitimate code: must return true
-- In every case the host process must survive and go on to the next template.
return {
-- A. reaching the outside -------------------------------------------------------------------------------
{name="os_execute",       expect="deny", code=[[return (os.execute("true"))]]},
{name="os_remove",        expect="deny", code=[[local n=os.tmpname(); os.remove(n); return true]]},
{name="io_open",          expect="deny", code=[[return io.open("/etc/passwd"):read("l") ~= nil]]},
{name="io_popen",         expect="deny", code=[[return io.popen("id"):read("a") ~= nil]]},
{name="io_stdin_block",   expect="deny", code=[[io.read(1); return true]]},
{name="io_stdout_gc",     expect="deny", code=[[getmetatable(io.stdout).__gc(io.stdout); return true]]},
{name="load_real_globals",expect="deny", code=[[return load("return os")().execute ~= nil]]},
{name="G_of_G",           expect="deny", code=[[return _G._G.os.execute ~= nil]]},
{name="print_stdout",     expect="deny", code=[[print("x"); return true]]},
-- B. debug and the collector ----------------------------------------------------------------------------
{name="debug_registry",   expect="deny", code=[[return type(debug.getregistry()) == "table"]]},
{name="debug_upvalue",    expect="deny", code=[[return debug.getupvalue(pairs,1) == nil and debug.getinfo(1) ~= nil]]},
{name="gc_stop",          expect="deny", code=[[collectgarbage("stop"); return true]]},
{name="gc_full_loop",     expect="kill", code=[[local t={} for i=1,2e5 do t[i]={} end while true do collectgarbage() end]]},
{name="gc_finalizer_hang",expect="bound",code=[[setmetatable({}, {__gc=function() while true do end end}); for i=1,1e6 do local _={} end]]},
{name="gc_resurrect",     expect="deny", code=[[X_keep=setmetatable({}, {__gc=function(o) X_hit=true end}); X_keep=nil; for i=1,2e6 do local _={} end return X_hit]]},
{name="close_chain_2x",   expect="kill", code=[[local function f(n) local x <close> = setmetatable({}, {__close=function() while true do end end}); if n>0 then f(n-1) end while true do end end f(50)]]},
{name="weak_mt_uaf",      expect="bound",code=[[
  local keep={} ; local function grow() for i=1,1e5 do keep[#keep+1]=("x"):rep(1000)..i end end
  for r=1,200 do local mt=setmetatable({__newindex={}},{__mode="v"}); local t=setmetatable({},mt); pcall(grow); for i=1,50 do t[i]=1 end end]]},
-- C. shared state: one template must not change another ------------------------------------------------
{name="poison_string_mt", expect="deny", code=[[getmetatable("").__index=function() return function() return "pwned" end end]], after=[[return ("x"):upper()=="pwned"]]},
{name="poison_string_lib",expect="deny", code=[[string.upper=function() return "pwned" end]], after=[[return ("x"):upper()=="pwned"]]},
{name="poison_math",      expect="deny", code=[[math.floor=function() return 666 end]], after=[[return math.floor(1.5)==666]]},
{name="poison_global",    expect="deny", code=[[ipairs=function() return next,{"pwned"} end; _G.tostring=function() return "pwned" end]], after=[[return tostring(1)=="pwned"]]},
{name="poison_site",      expect="deny", code=[[site.title="pwned"]], after=[[return site.title=="pwned"]]},
{name="poison_site_raw",  expect="deny", code=[[rawset(site,"title","pwned")]], after=[[return site.title=="pwned"]]},
{name="poison_page_sort", expect="deny", code=[[table.sort(site.pages,function() return true end); table.remove(site.pages)]], after=[[return #site.pages==0]]},
{name="poison_userdata_mt",expect="deny",code=[[getmetatable(page).__index=function() return "pwned" end]], after=[[return page.title=="pwned"]]},
{name="userdata_double_gc",expect="deny",code=[[getmetatable(page).__gc(page); getmetatable(page).__gc(page); return true]]},
{name="leak_between",     expect="deny", code=[[SECRET=site]], after=[[return SECRET~=nil]]},
{name="address_leak",     expect="deny", code=[[return tostring({}):find("0x")~=nil or string.format("%p",{})~=nil]]},
-- D. time ----------------------------------------------------------------------------------------------
{name="loop_goto",        expect="kill", code=[[::a:: goto a]]},
{name="loop_pcall",       expect="kill", code=[[while true do pcall(function() while true do end end) end]]},
{name="loop_pcall_rec",   expect="kill", code=[[local function f() pcall(f) f() end f() while true do pcall(f) end]]},
{name="loop_handler_err", expect="kill", code=[[local function h() while true do pcall(error) end end xpcall(function() while true do end end, h) while true do end]]},
{name="loop_many_coros",  expect="kill", code=[[while true do local co=coroutine.create(function() for i=1,900 do end end) coroutine.resume(co) end]]},
{name="loop_co_catch",    expect="kill", code=[[while true do coroutine.resume(coroutine.create(function() while true do end end)) end]]},
{name="loop_metamethod",  expect="kill", code=[[local t=setmetatable({},{__index=function(t,k) return t[k] end}) while true do pcall(function() return t.x end) end]]},
{name="loop_tostring_err",expect="kill", code=[[error(setmetatable({}, {__tostring=function() while true do end end}))]]},
{name="loop_load_reader", expect="kill", code=[[load(function() return "local a=1 " end) while true do end]]},
{name="c_rep_empty",      expect="bound",code=[[local s=(""):rep(math.maxinteger)]]},
{name="c_rep_empty_1e10", expect="bound",code=[[local s=string.rep("",10000000000,"")]]},
{name="c_table_move",     expect="bound",code=[[table.move({},1,math.maxinteger-1,2)]]},
{name="c_table_remove",   expect="bound",code=[[table.remove(setmetatable({},{__len=function() return 1<<50 end}),1)]]},
{name="c_table_concat",   expect="bound",code=[[table.concat(setmetatable({},{__len=function() return 1<<50 end,__index=type}))]]},
{name="c_table_sort",     expect="bound",code=[[table.sort(setmetatable({},{__len=function() return (1<<31)-2 end,__index=rawlen,__newindex=rawequal}))]]},
{name="pat_poly",         expect="bound",code=[[local a="a" for i=1,14 do a=a..a end return a:find(".-.-.-.-b")]]},
{name="pat_star",         expect="bound",code=[[local a="x" for i=1,16 do a=a..a end return a:match("x*x*x*x*x*x*x*x*y")]]},
{name="pat_gmatch",       expect="bound",code=[[local a="a" for i=1,16 do a=a..a end for w in a:gmatch("(a*)(a*)(a*)b") do end]]},
{name="pat_balance",      expect="bound",code=[[local a="(" for i=1,18 do a=a..a end return a:gsub("%b()","")]]},
{name="pat_frontier",     expect="bound",code=[[local a="a " for i=1,10 do a=a..a end return a:find("%f[a].-%f[a].-%f[a].-%f[a].-%f[a].-b")]]},
{name="plain_find_quad",  expect="bound",code=[[local s="a" for i=1,20 do s=s..s end; local p=s:sub(1,500000).."b"; return s:find(p,1,true)]]},
{name="cheap_vm_dear_c",  expect="kill", code=[[local s="x" for i=1,23 do s=s..s end for i=1,1e6 do s:find("y",1,true) end]]},
{name="cheap_vm_reverse", expect="kill", code=[[local s="x" for i=1,23 do s=s..s end for i=1,1e6 do pcall(string.reverse,s) end]]},
{name="emergency_gc_amp", expect="kill", code=[[local t={} pcall(function() for i=1,1e7 do t[i]={} end end) for i=#t,#t-1000,-1 do t[i]=nil end while true do pcall(string.rep,"x",1e9) end]]},
{name="hash_collide",     expect="bound",code=[[local t={} for b=14,18 do local m=(1<<b)-1 for i=1,60000 do t[i*m*2.0^20//1|0]=1 end end]]},
-- E. memory --------------------------------------------------------------------------------------------
{name="mem_rep",          expect="bound",code=[[local s=("x"):rep(1<<33)]]},
{name="mem_rep_sep",      expect="bound",code=[[local s=("x"):rep(1000,("y"):rep(1e7))]]},
{name="mem_double",       expect="kill", code=[[local s="x" while true do s=s..s end]]},
{name="mem_double_pcall", expect="kill", code=[[local s="x" while true do pcall(function() s=s..s end) end]]},
{name="mem_table",        expect="kill", code=[[local t={} while true do t[#t+1]=("x"):rep(1000)..#t end]]},
{name="mem_concat",       expect="bound",code=[[local b=("x"):rep(1e6) local t={} for i=1,1e4 do t[i]=b end local s=table.concat(t)]]},
{name="mem_gsub_ref",     expect="bound",code=[[local s=("x"):rep(1e6):gsub(".*",("%0"):rep(1e4))]]},
{name="mem_format",       expect="bound",code=[[local s=("%s"):rep(100):format(table.unpack((function() local b=("x"):rep(1e7) local t={} for i=1,100 do t[i]=b end return t end)()))]]},
{name="mem_pack",         expect="bound",code=[[local s=string.pack("c2000000000","")]]},
{name="mem_closures",     expect="kill", code=[[local f=function() end while true do local g=f f=function() return g end end]]},
{name="mem_upper_chain",  expect="kill", code=[[local t={} local s=("x"):rep(1e6) while true do t[#t+1]=s:upper()..#t end]]},
{name="mem_error_message",expect="bound",code=[[error(("x"):rep(3e7))]]},
-- F. stack and crashes ---------------------------------------------------------------------------------
{name="rec_lua",          expect="bound",code=[[local function f() return 1+f() end f()]]},
{name="rec_gsub",         expect="bound",code=[[local function f() return (("x"):gsub("x",f)) end f()]]},
{name="rec_pcall",        expect="bound",code=[[local function f() return pcall(f) end f()]]},
{name="rec_index_chain",  expect="bound",code=[[local a,b={},{} setmetatable(a,{__index=b}) setmetatable(b,{__index=a}) return a.x]]},
{name="rec_parse",        expect="bound",code=[[load("return "..("("):rep(1e5).."1")]]},
{name="crash_coclose",    expect="bound",code=[[local co=false for i=1,20000 do local p=co co=coroutine.create(function() local c <close> =setmetatable({},{__close=function() if p then coroutine.close(p) end end}) coroutine.yield() end) coroutine.resume(co) end coroutine.close(co)]]},
{name="crash_getobjname", expect="bound",code=[[local a={_ENV={}} return a._ENV.x+1]]},
{name="crash_deep_errmsg",expect="bound",code=[[local e="x" for i=1,190 do local p=e e=setmetatable({},{__index=function() error(p) end}) end local f=function() return e.a end for i=1,180 do local g=f f=function() return (select(2,pcall(g))) end end return f()]]},
{name="yield_top",        expect="deny", code=[[coroutine.yield("x"); return true]]},
{name="format_width",     expect="bound",code=[[return string.format("%99999999d",1)]]},
{name="byte_slice",       expect="bound",code=[[return select("#",("x"):rep(1e7):byte(1,-1))]]},
-- G. must keep working ---------------------------------------------------------------------------------
{name="ok_format",        expect="ok",   code=[[return string.format("%5.2f|%-5s|%q",3.14159,"ab","x")==" 3.14|ab   |\"x\""]]},
{name="ok_gsub",          expect="ok",   code=[[return (("hello world"):gsub("%w+",string.upper))=="HELLO WORLD"]]},
{name="ok_gsub_table",    expect="ok",   code=[[return ("$a-$b"):gsub("%$(%w+)",{a="1",b="2"})=="1-2"]]},
{name="ok_pattern_10k",   expect="ok",   code=[[return #(("word "):rep(2000):gsub("%s+$",""))==9999]]},
{name="ok_sort",          expect="ok",   code=[[local t={3,1,2} table.sort(t,function(a,b) return a>b end) return t[1]==3]]},
{name="ok_concat",        expect="ok",   code=[[local t={} for i=1,1000 do t[i]=i end return #table.concat(t,",")==3892]]},
{name="ok_pcall",         expect="ok",   code=[[local ok,e=pcall(error,"x",0) return ok==false and e=="x"]]},
{name="ok_metatable",     expect="ok",   code=[[local C={} C.__index=C function C.f() return 1 end return setmetatable({},C).f()==1]]},
{name="ok_rep",           expect="ok",   code=[[return #("ab"):rep(100,",")==299]]},
{name="ok_site_read",     expect="ok",   code=[[local n=0 for i,p in ipairs(site.pages) do n=n+1 end return n==1 and site.title=="T"]]},
{name="ok_pairs",         expect="ok",   code=[[local n=0 for k,v in pairs({a=1,b=2}) do n=n+v end return n==3]]},
{name="ok_utf8",          expect="ok",   code=[[return utf8.len("häß")==3]]},
{name="ok_date",          expect="ok",   code=[[return true]]},
{name="ok_100k_steps",    expect="ok",   code=[[local s=0 for i=1,100000 do s=s+i end return s==5000050000]]},
}
